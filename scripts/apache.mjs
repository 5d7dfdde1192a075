// `.htaccess` for Apache on shared hosting, in any folder. Whoever uploads it can't see the host's own configuration:
// - every directive of a module stands in <IfModule>, as an unknown one would end every request with an error 500;
// - directives of one class only, FileInfo, for the same reason: hosts that allow any allow that one. No `Options`,
//   no `ExpiresActive`;
// - what the host sends for all of its sites is replaced, in both of Apache's tables (`Header` and `Header always`):
//   two policies would both hold, and two Access-Control-Allow-Origin hold nothing.

import { CACHING, HASHED, HIDDEN, NEVER, everywhere } from './hosting.mjs';
import { compressibleTypes, extensionsByType } from './types.mjs';

/** What an Accept-Encoding says that takes `name`; `br;q=0` refuses it. */
const accepts = (name) => `(^|,)\\s*${name}\\s*(;\\s*q=(1(\\.0*)?|0\\.\\d*[1-9]\\d*)\\s*)?(,|$)`;

export function htaccess(policy) {
  return `# Kalendarz na Apache. Napisane przy budowaniu strony; działa w każdym folderze.
# Każda część, której serwer nie zna (brak modułu), jest pomijana. Opis: docs/hosting.md.

# Rodzaje plików, także spakowanych (.br, .gz).
${extensionsByType().map(typed).join('\n')}
FileETag MTime Size

<IfModule mod_mime.c>
  # Dla wielu serwerów „.br” to język bretoński.
  RemoveLanguage .br
</IfModule>

<IfModule mod_alias.c>
  # Ustawienia serwerów nie są dla odwiedzających.
  RedirectMatch 404 "${HIDDEN}"
</IfModule>

<IfModule mod_headers.c>
${everywhere(policy).map(([name, value]) => `  Header unset ${name}\n  Header always set ${name} "${value}"`).join('\n')}

  # Kalendarz jest po to, żeby osadzać go na innych stronach, a wszystkie jego pliki są publiczne. Jeśli serwer
  # zabrania osadzania wszystkim swoim stronom, dla tego folderu zakaz jest zdjęty.
${NEVER.map(gone).join('\n')}

  # Pliki z kodem w nazwie nie zmieniają się nigdy, o pozostałe przeglądarka za każdym razem pyta.
${gone('Expires')}
  Header always unset Cache-Control
  Header set Cache-Control "${CACHING.stable}"
  <FilesMatch "${HASHED}(\\.(br|gz))?$">
    Header set Cache-Control "${CACHING.hashed}"
    Header merge Vary Accept-Encoding
  </FilesMatch>

  # Apache dopisuje do znacznika pliku, którym go spakował, i potem nie poznaje własnego znacznika: wysyłałby cały
  # plik zamiast odpowiedzi „bez zmian” (304).
  RequestHeader edit* If-None-Match "-(br|gzip)\\"" "\\""

  # Pliki spakowane przy budowaniu strony. Mają je tylko pliki z kodem w nazwie: podmieniony feed.json nie może mieć
  # starej kopii.
  <IfModule mod_rewrite.c>
    RewriteEngine On
    # Jeśli strona wymusza https lub „www” w .htaccess katalogu głównego, tutaj trzeba to powtórzyć, na przykład:
    # RewriteCond %{HTTPS} !=on
    # RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]
    RewriteRule "\\.(br|gz)$" - [E=no-brotli:1,E=no-gzip:1,L]
${copy('br', 'br')}
${copy('gzip', 'gz')}
  </IfModule>
  <FilesMatch "${HASHED}\\.br$">
    Header set Content-Encoding br
  </FilesMatch>
  <FilesMatch "${HASHED}\\.gz$">
    Header set Content-Encoding gzip
  </FilesMatch>
</IfModule>

# Pozostałe pliki serwer pakuje sam, jeśli umie.
<IfModule mod_filter.c>
  <IfModule mod_brotli.c>
    AddOutputFilterByType BROTLI_COMPRESS ${compressibleTypes().join(' ')}
  </IfModule>
  <IfModule mod_deflate.c>
    AddOutputFilterByType DEFLATE ${compressibleTypes().join(' ')}
  </IfModule>
</IfModule>
`;
}

function typed([type, extensions]) {
  const names = extensions.length === 1 ? extensions[0] : `(${extensions.join('|')})`;
  return `<FilesMatch "\\.${names}(\\.(br|gz))?$">\n  ForceType "${type}"\n</FilesMatch>`;
}

/** Takes a header out of both tables. */
function gone(name) {
  return `  Header unset ${name}\n  Header always unset ${name}`;
}

function copy(encoding, extension) {
  return [
    `RewriteCond %{HTTP:Accept-Encoding} "${accepts(encoding)}"`,
    `RewriteCond "%{REQUEST_FILENAME}.${extension}" -f`,
    `RewriteRule "^(.*${HASHED})$" "$1.${extension}" [L]`,
  ].map((line) => `    ${line}`).join('\n');
}
