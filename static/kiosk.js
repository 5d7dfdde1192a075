// On the lobby's screen: it stays on, and nothing that a finger or a mouse does leads away from it. Loaded by boot.js
// there alone.

const stayOn = () => navigator.wakeLock?.request('screen').catch(() => {});
stayOn();
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') stayOn();
});
for (const gesture of ['contextmenu', 'dragstart', 'selectstart']) addEventListener(gesture, (event) => event.preventDefault());
