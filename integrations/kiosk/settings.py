"""The settings of a lobby's screen, /etc/kalendarz-kiosk.conf: read, checked, and what follows from them.

Nothing here starts or writes anything. A wrong value is never guessed at: all problems are named at once, in words
for whoever edits the file.

    settings.py FILE            says what is wrong; 0 when nothing is
    settings.py --probe FILE    and whether the calendar answers at the address
"""

import http.client
import re
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import time
from urllib.parse import urlsplit

FILE = '/etc/kalendarz-kiosk.conf'
KEYS = ('ADDRESS', 'ROTATE', 'NIGHT', 'NIGHT_WAY', 'TOUCH', 'OUTPUT', 'RESOLUTION')
LOOPBACK = ('localhost', '127.0.0.1', '::1')


class Wrong(Exception):
    """What is wrong in the file; one sentence a line."""


@dataclass(frozen=True)
class Settings:
    """`address` is whole, with `mode=kiosk`; `folder` is its part that stays the same on every page of the calendar.
    `rotate` is in degrees clockwise. `night` is (from, to), `to` not included, or None."""

    address: str
    folder: str
    rotate: int
    night: tuple | None
    screen_off: bool
    touch: bool
    output: str
    resolution: str


def read(path=FILE):
    """The settings in the file. Raises `Wrong`."""
    try:
        with open(path, encoding='utf-8') as file:
            text = file.read()
    except OSError as error:
        raise Wrong(f'Nie da się przeczytać pliku {path}: {error.strerror}.') from error
    except UnicodeDecodeError as error:
        raise Wrong(f'Plik {path} nie jest zapisany w UTF-8.') from error
    return parse(text)


def parse(text):
    """The settings in the text of the file. Raises `Wrong`."""
    values, problems = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith('#'):
            continue
        key, equals, value = line.partition('=')
        key, value = key.strip(), value.strip()
        if not equals or key not in KEYS:
            problems.append(f'Wiersz {number}: nieznane ustawienie „{key}”. Są: {", ".join(KEYS)}.')
        elif len(value) > 1 and value[0] == value[-1] and value[0] in '"\'':
            values[key] = value[1:-1]
        else:
            values[key] = value

    def field(key, read_value, default=''):
        try:
            return read_value(values.get(key) or default)
        except ValueError as error:
            problems.append(f'{key}: {error}')
            return None

    address = field('ADDRESS', read_address)
    rotate = field('ROTATE', one_of('0', '90', '180', '270'), '0')
    night = field('NIGHT', read_night)
    way = field('NIGHT_WAY', one_of('off', 'dim'), 'off')
    touch = field('TOUCH', one_of('yes', 'no'), 'no')
    output = field('OUTPUT', matching(r'[A-Za-z0-9-]*', 'to nazwa gniazda, na przykład HDMI-A-1'))
    resolution = field('RESOLUTION', matching(r'(\d{3,5}x\d{3,5})?', 'ma postać 1920x1080'))
    if problems:
        raise Wrong('\n'.join(problems))
    dim = night if way == 'dim' else None
    return Settings(with_mode(address, dim), folder(address), int(rotate), night, way == 'off', touch == 'yes', output, resolution)


def one_of(*allowed):
    def check(value):
        if value not in allowed:
            raise ValueError(f'„{value}” to nie jedno z: {", ".join(allowed)}.')
        return value

    return check


def matching(pattern, form):
    def check(value):
        if not re.fullmatch(pattern, value):
            raise ValueError(f'„{value}”: {form}.')
        return value

    return check


def read_address(value):
    """An address that a browser in a lobby may be given: https, or this computer's own."""
    if not value:
        raise ValueError('brakuje adresu kalendarza, na przykład https://gmina.example/kultura/kalendarz/')
    # Spaces, quotes and control characters have no place in an address, and this one goes into other programs' files.
    if re.search(r'[\s"\'\\<>`{}|^\x00-\x20\x7f]', value):
        raise ValueError('w adresie jest odstęp albo znak, którego adres mieć nie może.')
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
        host = host and host.encode('idna').decode('ascii')
    except (ValueError, UnicodeError) as error:
        raise ValueError(f'„{value}” to nie adres strony.') from error
    if not host or parts.username or parts.password or parts.fragment:
        raise ValueError(f'„{value}” to nie adres strony; nie może też zawierać hasła ani „#”.')
    if parts.scheme != 'https' and not (parts.scheme == 'http' and host in LOOPBACK):
        raise ValueError('adres ma zaczynać się od https:// (http:// tylko dla kalendarza na tym samym komputerze).')
    if 'rotate' in (part.partition('=')[0] for part in parts.query.split('&')):
        raise ValueError('obrót ustawia ROTATE; usuń „rotate” z adresu, bo ekran obróciłby się dwa razy.')
    path = parts.path or '/'
    # The calendar is a folder; without its slash each load would be redirected.
    if not path.endswith('/') and '.' not in path.rpartition('/')[2]:
        path += '/'
    host = f'[{host}]' if ':' in host else host
    port = f':{port}' if port and port != {'https': 443, 'http': 80}[parts.scheme] else ''
    return parts._replace(netloc=host + port, path=path).geturl()


def read_night(value):
    """`22:00-06:00` as two times of day; None for nothing."""
    if not value:
        return None
    times = re.fullmatch(r'(\d\d):(\d\d)-(\d\d):(\d\d)', value)
    if not times:
        raise ValueError(f'„{value}”: ma postać 22:00-06:00.')
    from_hour, from_minute, to_hour, to_minute = map(int, times.groups())
    try:
        night = time(from_hour, from_minute), time(to_hour, to_minute)
    except ValueError as error:
        raise ValueError(f'„{value}”: nie ma takiej godziny.') from error
    if night[0] == night[1]:
        raise ValueError(f'„{value}”: początek i koniec są takie same.')
    return night


def is_night(night, now):
    """Whether the time of day `now` lies in `night`, also over midnight."""
    if night is None:
        return False
    start, end = night
    return start <= now < end if start < end else now >= start or now < end


def with_mode(address, night):
    """The address with `mode=kiosk`, and with the hours in which the page dims itself. The rest of the query stays to
    the letter: a comma or percent sign in a filter means something there."""
    parts = urlsplit(address)
    kept = [part for part in parts.query.split('&') if part and part.partition('=')[0] not in ('mode', 'night' if night else '')]
    kept.append('mode=kiosk')
    if night:
        kept.append('night=' + '-'.join(f'{it:%H:%M}' for it in night))
    return parts._replace(query='&'.join(kept)).geturl()


def folder(address):
    """The address up to its last slash."""
    parts = urlsplit(address)
    return parts._replace(path=parts.path.rpartition('/')[0] + '/', query='').geturl()


def probe(settings):
    """What is wrong with the address as it answers now, as sentences; none when the calendar is there. A network that
    wants a login answers as well, with something else. Nothing of it keeps a screen from starting."""
    # Some hosts refuse Python by its usual name.
    request = urllib.request.Request(settings.address, headers={'User-Agent': 'Mozilla/5.0 (kalendarz-kiosk)'})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            came, page = answer.geturl(), answer.read(200_000)
    except urllib.error.HTTPError as error:
        return [f'Serwer odpowiada na ten adres błędem {error.code}.']
    except (OSError, ValueError, http.client.HTTPException) as error:
        return [f'Adres teraz nie odpowiada ({getattr(error, "reason", error)}). Ekran spróbuje ponownie, gdy ruszy.']
    if not came.startswith(settings.folder):
        return [f'Adres przekierowuje na {came}. Wpisz w ADDRESS ten, bo inne są na ekranie zablokowane.']
    if b'id="kalendarz"' not in page:
        return ['Pod tym adresem nie ma kalendarza. Podaj folder, w którym stoi, z „/” na końcu.']
    return []


def main(arguments):
    probing = '--probe' in arguments
    [path] = [it for it in arguments if it != '--probe'] or [FILE]
    try:
        settings = read(path)
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 1
    for sentence in probe(settings) if probing else ():
        print(f'Uwaga: {sentence}')
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
