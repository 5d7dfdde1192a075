"""Writes what other programs read: sway's configuration and Chromium's policy, from the settings. systemd runs it as root
before each start of the screen, so that an edited setting takes effect with a restart.

    prepare.py [--root FOLDER]     FOLDER instead of /, for tests
"""

import argparse
import json
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import settings as config

SWAY = 'run/kalendarz-kiosk/sway.conf'
POLICY = 'etc/chromium/policies/managed/kalendarz-kiosk.json'
DEVTOOLS = ('F12', 'Ctrl+Shift+i', 'Ctrl+Shift+j', 'Ctrl+Shift+c')
CONNECTORS = 'sys/class/drm'
HERE = Path(__file__).resolve().parent


def sway(settings, connected):
    """sway's whole configuration: no bar, no menu, no key that starts anything. Ctrl+Alt+F2 leads to the computer's own
    login, for whoever has its password. `connected` are names of connectors with a screen."""
    output = settings.output or '*'
    # A finger's place is turned with the picture only when sway knows which picture it touches.
    touched = settings.output or next(iter(connected), None)
    lines = [
        'xwayland disable',
        'default_border none',
        'default_floating_border none',
        'focus_follows_mouse no',
        'seat * hide_cursor 1000',
        # DevTools' own keys: the policy can't take them away without taking away the watchdog's way in as well.
        *(f'bindsym {keys} nop' for keys in DEVTOOLS),
        'output * bg #000000 solid_color',
        *(['output * disable', f'output {output} enable'] if settings.output else []),
        *([f'output {output} mode {settings.resolution}'] if settings.resolution else []),
        *([f'output {output} transform {settings.rotate}'] if settings.rotate else []),
        'input type:touch events ' + ('enabled' if settings.touch else 'disabled'),
        *([f'input type:touch map_to_output {touched}'] if settings.touch and touched else []),
        # Where the watchdog gives up, systemd starts everything afresh.
        f'exec "/usr/bin/python3 -B {HERE}/watchdog.py; swaymsg exit"',
    ]
    return '\n'.join(lines) + '\n'


def policy(settings):
    """Chromium's policy: the calendar's origin and nothing else, and nothing of the browser around it."""
    parts = urlsplit(settings.address)
    # A dot before the name: this host, and none below it.
    dot = '' if parts.netloc[0] == '[' or parts.hostname.replace('.', '').isdigit() else '.'
    return {
        'URLBlocklist': ['*'],
        'URLAllowlist': [f'{parts.scheme}://{dot}{parts.netloc}'],
        # The watchdog's way in. DeveloperToolsAvailability has to stay as it is: 2 would close it.
        'RemoteDebuggingAllowed': True,
        'IncognitoModeAvailability': 1,  # none, since it would have no kept programme
        'BrowserGuestModeEnabled': False,
        'BrowserAddPersonEnabled': False,
        'BrowserSignin': 0,
        'SyncDisabled': True,
        'ExtensionInstallBlocklist': ['*'],
        'DownloadRestrictions': 3,  # none
        'AllowFileSelectionDialogs': False,
        'PrintingEnabled': False,
        'PasswordManagerEnabled': False,
        'AutofillAddressEnabled': False,
        'AutofillCreditCardEnabled': False,
        'TranslateEnabled': False,
        'SpellcheckEnabled': False,
        'DefaultNotificationsSetting': 2,  # forbidden without asking
        'DefaultGeolocationSetting': 2,
        'DefaultPopupsSetting': 2,
        'VideoCaptureAllowed': False,
        'AudioCaptureAllowed': False,
        'ScreenCaptureAllowed': False,
        'SearchSuggestEnabled': False,
        'DefaultSearchProviderEnabled': False,
        'NetworkPredictionOptions': 2,  # no request ahead of need
        'MetricsReportingEnabled': False,
        'ComponentUpdatesEnabled': False,
        'BackgroundModeEnabled': False,
        'DefaultBrowserSettingEnabled': False,
        'PromotionsEnabled': False,
        'FeedbackSurveysEnabled': False,
        'UserFeedbackAllowed': False,
        'TaskManagerEndProcessEnabled': False,
        'HighEfficiencyModeEnabled': False,  # never puts the only page to sleep
    }


def connected(folder):
    """Names of the connectors that have a screen, as sway calls them: `card0-HDMI-A-1` is HDMI-A-1."""
    found = []
    for status in sorted(Path(folder).glob('card*-*/status')):
        try:
            if status.read_text().strip() == 'connected':
                found.append(status.parent.name.partition('-')[2])
        except OSError:
            # A connector that went away meanwhile.
            continue
    return found


def write(path, text):
    """Whole or not at all, and readable by all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f'.{path.name}.new')
    new.write_text(text, encoding='utf-8')
    new.chmod(0o644)
    os.replace(new, path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--root', default='/', type=Path)
    root = parser.parse_args().root
    try:
        settings = config.read(root / config.FILE.lstrip('/'))
    except config.Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 1
    write(root / SWAY, sway(settings, connected(root / CONNECTORS)))
    write(root / POLICY, json.dumps(policy(settings), indent=2) + '\n')
    return 0


if __name__ == '__main__':
    sys.exit(main())
