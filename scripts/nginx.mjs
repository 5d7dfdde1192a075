// `_nginx.conf`, which a server block of nginx includes. An add_header in a location drops all those from outside, so
// both locations have the whole list; in return, what the server sends for its other sites (X-Frame-Options) ends here.

import { CACHING, HASHED, HIDDEN, everywhere } from './hosting.mjs';
import { bare, compressibleTypes, extensionsByType } from './types.mjs';

export function nginxConf(policy) {
  const headers = everywhere('$kalendarz_policy').map(([name, value]) => `add_header ${name} "${value}" always;`);
  const within = (depth, lines) => lines.map((line) => ' '.repeat(depth) + line).join('\n');
  const types = extensionsByType().map(([type, extensions]) => `${bare(type)} ${extensions.join(' ')};`);
  // nginx counts text/html among both lists by itself, and warns when it is named.
  const named = (list) => [...new Set(list)].filter((type) => type !== 'text/html').join(' ');
  const texts = extensionsByType().map(([type]) => type).filter((type) => type.includes('charset=utf-8')).map(bare);
  return `# Kalendarz na nginx. Napisane przy budowaniu strony. Skopiuj poza folder strony, na przykład do
# /etc/nginx/snippets/kalendarz.conf, wpisz niżej swój folder i dołącz w bloku server { … }:
#     include snippets/kalendarz.conf;
# Pliki leżą w tym folderze pod root serwera. Opis: docs/hosting.md.
#
# Nagłówki ustawione w bloku server tutaj nie obowiązują, bo nginx bierze je tylko z najgłębszego miejsca. Jeśli serwer
# wysyła Strict-Transport-Security, dopisz ten nagłówek w obu miejscach z add_header.

set $kalendarz_policy "${policy}";

location ^~ /kultura/kalendarz/ {
    index index.html;

    types {
${within(8, types)}
    }
    charset utf-8;
    charset_types ${named(texts)};

    # Podmieniony feed.json widać od razu.
    expires off;
    etag on;
    open_file_cache off;
    add_header Cache-Control "${CACHING.stable}";
${within(4, headers)}

    gzip on;
    gzip_vary on;
    gzip_proxied any;
    gzip_comp_level 6;
    gzip_types ${named(compressibleTypes())};

    # Ustawienia serwerów nie są dla odwiedzających.
    location ~ "${HIDDEN}" {
        return 404;
    }

    # Pliki z kodem w nazwie nie zmieniają się nigdy; tylko one mają kopie spakowane przy budowaniu strony.
    location ~ "${HASHED}$" {
        gzip_static on;
        # Z modułem brotli_static (Debian: libnginx-mod-http-brotli-static):
        # brotli_static on;
        add_header Cache-Control "${CACHING.hashed}";
${within(8, headers)}
    }
}
`;
}
