"""Switches the monitor off and on by the hours in the settings. systemd runs it every minute, so that it is right again
within one after a restart, a power cut or a clock put right. Hours are the computer's own time.

What the page does at night is its own matter (`NIGHT_WAY=dim`).

    night.py [FILE]     FILE for the settings, for tests
"""

import json
import subprocess
import sys
from datetime import datetime

import settings as config


def swaymsg(*words):
    """sway's answer, or None where it isn't running."""
    try:
        done = subprocess.run(['swaymsg', '-r', *words], capture_output=True, timeout=20, check=True)
        return json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def main():
    try:
        settings = config.read(*sys.argv[1:])
    except config.Wrong:
        return 0  # said by the screen's own service
    dark = settings.screen_off and config.is_night(settings.night, datetime.now().time())
    for output in swaymsg('-t', 'get_outputs') or []:
        # Only a change is said, as each makes some monitors blink. sway before 1.8 knows but `dpms`, later ones both.
        if settings.output in ('', output['name']) and output.get('power', output.get('dpms')) == dark:
            swaymsg(f'output {output["name"]} dpms {"off" if dark else "on"}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
