#!/bin/sh
# Turns a small computer with Debian 12 or 13, or Raspberry Pi OS Bookworm or Trixie, into a lobby's screen that shows the
# calendar. Can be run again at any time: what is as it should be stays untouched, and so do edited settings.
#
#   sudo ./install.sh ADDRESS [--rotate=90] [--night=22:00-06:00] [--night-way=off|dim] [--touch]
#                     [--output=HDMI-A-1] [--resolution=1920x1080]
#   sudo ./install.sh                 again, with the settings that are there
#   ./install.sh ADDRESS --dry-run    says what it would do
#   sudo ./install.sh --uninstall     takes away all that it made
#   ./install.sh … --root=FOLDER      only the files, below FOLDER; for images of cards and for tests
#
# docs/kiosk.md (in Polish) is the guide. What is said here is for the person who installs, so it is in Polish too.
set -eu

HERE=$(cd "$(dirname "$0")" && pwd)
USER_NAME=kalendarz-kiosk
CONF=/etc/kalendarz-kiosk.conf
KIT=/usr/local/lib/kalendarz-kiosk
UNITS=/etc/systemd/system
POLICIES=/etc/chromium/policies/managed
STATE=/var/lib/kalendarz-kiosk
PROGRAMS='settings.py prepare.py pipe.py watchdog.py night.py install.sh kalendarz-kiosk.conf hardware-watchdog.conf
    kalendarz-kiosk.service kalendarz-kiosk-night.service kalendarz-kiosk-night.timer'
RUNNING='kalendarz-kiosk.service kalendarz-kiosk-night.timer'

root='' dry='' uninstall='' address='' changed=''
rotate='' night='' night_way='' touch='' output='' resolution=''

say() { echo "$*"; }
stop() {
    echo "install.sh: $*" >&2
    exit 1
}

# Does it, or only says so.
act() {
    if [ -n "$dry" ]; then
        say "  zrobiłbym: $*"
    else
        "$@"
    fi
}

# Whether this is about the computer that the script runs on, not about files in a folder.
here() { [ -z "$root" ]; }

read_arguments() {
    for argument; do
        case $argument in
        --rotate=*) rotate=${argument#*=} ;;
        --night=*) night=${argument#*=} ;;
        --night-way=*) night_way=${argument#*=} ;;
        --touch) touch=yes ;;
        --output=*) output=${argument#*=} ;;
        --resolution=*) resolution=${argument#*=} ;;
        --dry-run) dry=yes ;;
        --uninstall) uninstall=yes ;;
        --root=*) root=${argument#*=} ;;
        -*) stop "nieznana opcja $argument. Opcje są na początku pliku $0." ;;
        *)
            [ -z "$address" ] || stop "dwa adresy: $address i $argument. Adres ze znakiem & trzeba ująć w apostrofy."
            address=$argument
            ;;
        esac
    done
    if here && [ -z "$dry" ] && [ "$(id -u)" != 0 ]; then stop "uruchom przez sudo."; fi
    if [ -n "$root" ] && [ ! -d "$root" ]; then stop "nie ma folderu $root."; fi
    root=${root%/}
}

# --- files -----------------------------------------------------------------------------------------------------

# put MODE FILE: what comes in becomes the file, unless it is that already.
put() {
    new=$(mktemp)
    cat >"$new"
    if ! cmp -s "$new" "$root$2"; then
        changed=yes
        if [ -n "$dry" ]; then say "  zapisałbym $root$2"; else
            say "  zapisuję $root$2"
            mkdir -p "$(dirname "$root$2")"
            install -m "$1" "$new" "$root$2"
        fi
    fi
    rm -f "$new"
}

# The kit's settings with what was given in the arguments.
new_conf() {
    # What sed would read as its own in an address.
    quoted=$(printf '%s' "$address" | sed 's/[\\&|]/\\&/g')
    sed -e "s|^ADDRESS=.*|ADDRESS=$quoted|" -e "s|^ROTATE=.*|ROTATE=${rotate:-0}|" -e "s|^NIGHT=.*|NIGHT=$night|" \
        -e "s|^NIGHT_WAY=.*|NIGHT_WAY=${night_way:-off}|" -e "s|^TOUCH=.*|TOUCH=${touch:-no}|" \
        -e "s|^OUTPUT=.*|OUTPUT=$output|" -e "s|^RESOLUTION=.*|RESOLUTION=$resolution|" "$HERE/kalendarz-kiosk.conf"
}

# Settings that are there win: somebody may have edited them. Wrong ones stop everything before anything is done.
settle_conf() {
    conf=$(mktemp)
    trap 'rm -f "$conf"' EXIT
    if [ -e "$root$CONF" ]; then
        cat "$root$CONF" >"$conf"
        if [ -n "$address$rotate$night$night_way$touch$output$resolution" ]; then
            say "Ustawienia w $root$CONF już są i zostają, opcje pomijam. Zmienia się je w tym pliku."
        fi
    else
        [ -n "$address" ] || stop "podaj adres kalendarza: sudo ./install.sh https://gmina.example/kultura/kalendarz/"
        case "$rotate$night$night_way$output$resolution" in *[\|\&\\]*) stop "znak |, & albo \\ w opcji." ;; esac
        new_conf >"$conf"
    fi
    python3 -B "$HERE/settings.py" "$conf" || stop "popraw ustawienia i uruchom jeszcze raz. Niczego nie zmieniono."
}

put_files() {
    put 644 "$CONF" <"$conf"
    for name in $PROGRAMS; do
        case $name in
        install.sh) put 755 "$KIT/$name" <"$HERE/$name" ;;
        kalendarz-kiosk*.service | *.timer)
            put 644 "$KIT/$name" <"$HERE/$name"
            put 644 "$UNITS/$name" <"$HERE/$name"
            ;;
        hardware-watchdog.conf)
            put 644 "$KIT/$name" <"$HERE/$name"
            put 644 "/etc/systemd/system.conf.d/$USER_NAME.conf" <"$HERE/$name"
            ;;
        *) put 644 "$KIT/$name" <"$HERE/$name" ;;
        esac
    done
}

# --- the computer ----------------------------------------------------------------------------------------------

have_package() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# There is such a package to install.
offered() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | grep -q '^  Candidate: [0-9]'; }

# sway is the one compositor that Debian 12 and 13 both have and that turns the picture with the touch and switches the
# monitor off. cage of Debian 12 can do neither of the last two, labwc is missing there.
install_packages() {
    wanted='sway seatd python3 kbd fonts-noto-core'
    # One program that keeps the clock right is enough; a second would push the first out.
    if ! have_package chrony && ! have_package ntpsec && ! have_package openntpd && ! have_package ntp; then
        wanted="$wanted systemd-timesyncd"
    fi
    missing=''
    for package in $wanted; do
        have_package "$package" || missing="$missing $package"
    done
    browser=''
    have_package chromium || have_package chromium-browser || browser=chromium
    [ -n "$missing$browser" ] || return 0
    act apt-get update -q
    # Raspberry Pi OS once had the browser under another name.
    if [ -n "$browser" ] && ! offered chromium && offered chromium-browser; then browser=chromium-browser; fi
    say "Pakiety:$missing $browser"
    # shellcheck disable=SC2086  # words
    act env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing $browser
}

make_user() {
    if getent passwd "$USER_NAME" >/dev/null; then return; fi
    say "Użytkownik $USER_NAME (bez hasła i bez logowania)"
    act useradd --system --user-group --home-dir "$STATE" --no-create-home --shell /usr/sbin/nologin "$USER_NAME"
}

# A desktop would hold the screen. Its link, by which systemd starts it, is remembered and comes back with --uninstall.
set_desktop_aside() {
    link=$root$UNITS/display-manager.service
    if [ ! -L "$link" ]; then return; fi
    say "Środowisko graficzne ($(basename "$(readlink "$link")")) nie będzie się uruchamiać."
    if [ -z "$dry" ]; then
        readlink "$link" >"$root$KIT/display-manager"
        rm "$link"
    fi
}

bring_desktop_back() {
    if [ ! -e "$root$KIT/display-manager" ]; then return; fi
    say "Środowisko graficzne wróci po ponownym uruchomieniu komputera."
    act ln -sf "$(cat "$root$KIT/display-manager")" "$root$UNITS/display-manager.service"
}

start() {
    act systemctl daemon-reload
    act systemctl enable -q seatd.service
    # shellcheck disable=SC2086  # words
    act systemctl enable -q $RUNNING
    # What is unchanged and runs goes on running: nobody in the lobby notices.
    if [ -n "$changed" ] || ! systemctl is-active -q kalendarz-kiosk.service; then
        act systemctl restart kalendarz-kiosk-night.timer kalendarz-kiosk.service
    fi
}

hints() {
    python3 -B "$HERE/settings.py" --probe "$conf" || true
    zone=$(timedatectl show -p Timezone --value 2>/dev/null || true)
    if [ -n "$night" ] && [ "$zone" != Europe/Warsaw ]; then
        say "Uwaga: strefa czasowa to ${zone:-nieznana}; noc liczy się według niej (timedatectl set-timezone Europe/Warsaw)."
    fi
    if ! have_package unattended-upgrades; then
        say "Poprawki bezpieczeństwa same: apt install unattended-upgrades"
    fi
}

# --- both ways -------------------------------------------------------------------------------------------------

install_all() {
    settle_conf
    if here; then
        install_packages
        make_user
    fi
    say "Pliki:"
    put_files
    [ -n "$changed" ] || say "  bez zmian"
    set_desktop_aside
    if here; then
        start
        hints
    fi
    say "Gotowe. Ustawienia: $root$CONF; co się dzieje: journalctl -u kalendarz-kiosk"
}

uninstall_all() {
    if here; then
        # shellcheck disable=SC2086  # words
        act systemctl disable -q --now $RUNNING || true
        act systemctl start getty@tty1.service || true
    fi
    bring_desktop_back
    say "Usuwam pliki, ustawienia, profil przeglądarki i użytkownika."
    for name in $PROGRAMS; do
        case $name in *.service | *.timer) act rm -f "$root$UNITS/$name" ;; esac
    done
    act rm -f "$root$CONF" "$root$POLICIES/$USER_NAME.json" "$root/etc/systemd/system.conf.d/$USER_NAME.conf"
    act rm -rf "$root$KIT" "$root$STATE"
    # Folders that may have been made for these files, where nothing else is in them.
    for folder in "$POLICIES" "${POLICIES%/*}" /etc/systemd/system.conf.d; do
        if [ -d "$root$folder" ]; then act rmdir --ignore-fail-on-non-empty "$root$folder"; fi
    done
    if here; then
        act systemctl daemon-reload
        if getent passwd "$USER_NAME" >/dev/null; then act userdel "$USER_NAME"; fi
    fi
    say "Gotowe. Pakiety zostają; zbędne usunie: apt remove sway seatd chromium && apt autoremove"
}

read_arguments "$@"
[ -z "$dry" ] || say "Próba: niczego nie zmieniam."
if [ -n "$uninstall" ]; then uninstall_all; else install_all; fi
