/* Text size and contrast as the reader left them, before anything is painted. Nothing is sent anywhere. */
try {
  for (const name of ['size', 'contrast']) {
    const value = localStorage.getItem(`portal-${name}`)
    if (value) document.documentElement.dataset[name] = value
  }
} catch {}
