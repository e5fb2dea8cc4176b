/* Text size and contrast as the reader left them, before anything is painted. Nothing is sent anywhere. */
try {
  for (const name of ['size', 'contrast']) {
    const value = localStorage.getItem(`portal-${name}`)
    if (value) document.documentElement.dataset[name] = value
  }
} catch {}
/* The search page shows its results from the first, where it is asked for some. */
if (/[?&]q=[^&]/.test(location.search)) document.documentElement.dataset.asked = ''
