/* Reading aids: text size, contrast, reading aloud, print, share, copy; and the urgent notice. What cannot work stays hidden. */
const root = document.documentElement
const aids = (name) => document.querySelectorAll(`[data-aid="${name}"]`)
const show = (button, isShown) => {
  button.closest('li').hidden = !isShown
}
const each = (name, act) => {
  for (const button of aids(name)) act(button)
}
const offer = (name, act) =>
  each(name, (button) => {
    show(button, true)
    button.addEventListener('click', act)
  })
const keep = (name, value) => {
  if (value) root.dataset[name] = value
  else delete root.dataset[name]
  try {
    if (value) localStorage.setItem(`portal-${name}`, value)
    else localStorage.removeItem(`portal-${name}`)
  } catch {}
}

const size = () => Number(root.dataset.size) || 0
const sized = () => {
  for (const [name, isThere, other] of [
    ['larger', size() < 3, 'smaller'],
    ['smaller', size() > 0, 'larger'],
  ])
    each(name, (button) => {
      const hadFocus = button === document.activeElement
      show(button, isThere)
      // Who goes on pressing at the end of the scale finds the way back.
      if (hadFocus && !isThere) button.closest('ul').querySelector(`[data-aid="${other}"]`).focus()
    })
}
const resize = (step) => () => {
  keep('size', size() + step || '')
  sized()
}
offer('larger', resize(1))
offer('smaller', resize(-1))
sized()

const contrasted = () =>
  each('contrast', (button) => {
    button.setAttribute('aria-pressed', String(root.dataset.contrast === 'high'))
  })
offer('contrast', () => {
  keep('contrast', root.dataset.contrast === 'high' ? '' : 'high')
  contrasted()
})
contrasted()

const address = document.querySelector('link[rel=canonical]')?.href ?? location.href
const status = document.querySelector('[data-aid-status]')
/** Says what became of a press; with `isStuck`, the address too, selected, so that the reader can take it along by hand. */
const say = (name, isStuck) => {
  if (!status) return
  status.textContent = name ? status.dataset[name] : ''
  if (!isStuck) return
  const chosen = document.createElement('b')
  chosen.textContent = address
  status.append(' ', chosen)
  getSelection().selectAllChildren(chosen)
}
let isPrinting = false
addEventListener('beforeprint', () => {
  isPrinting = true
  say()
})
offer('print', () => {
  say()
  isPrinting = false
  self.print?.()
  // The browsers inside other applications know the word, and do nothing.
  setTimeout(() => isPrinting || say('unprinted', true), 1000)
})
offer('copy', async () => {
  say()
  try {
    await navigator.clipboard.writeText(address)
    say('copied')
  } catch {
    say('uncopied', true)
  }
})
if (navigator.share)
  offer('share', async () => {
    say()
    try {
      await navigator.share({ title: document.title, url: address })
    } catch ({ name }) {
      // A reader who changed their mind needs no word about it.
      if (name !== 'AbortError') say('unshared', true)
    }
  })

const body = document.querySelector('article [data-body]')
const speech = window.speechSynthesis
if (speech && body) {
  const language = body.closest('[lang]').lang
  const parts = [...document.querySelectorAll('h1, .summary, [data-body] > *')].flatMap((block) =>
    // Long utterances are cut off by some voices, so a sentence at a time, and a long one in pieces.
    block.textContent
      .replace(/([.!?…;:])\s+/g, '$1\n')
      .split('\n')
      .flatMap((sentence) => sentence.trim().match(/.{1,200}(?:\s|$)/g) ?? []),
  )
  let voice
  let next = 0
  let run = 0
  let state = ''
  const turn = (to) => {
    state = to
    each('listen', (button) => {
      button.lastElementChild.textContent = button.dataset[to || 'listen']
    })
    each('stop', (button) => {
      if (!to && button === document.activeElement) aids('listen')[0].focus()
      show(button, to)
    })
  }
  const quiet = (to) => {
    run++
    speech.cancel()
    turn(to)
  }
  const read = () => {
    const mine = run
    const said = new SpeechSynthesisUtterance(parts[next])
    said.voice = voice
    said.lang = voice.lang
    said.onend = () => {
      if (mine !== run) return
      if (++next < parts.length) read()
      else stop()
    }
    said.onerror = () => {
      if (mine !== run) return
      stop()
      say('unread')
    }
    speech.speak(said)
  }
  const stop = () => {
    next = 0
    quiet('')
  }
  const find = () => {
    if (voice) return
    voice = speech.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(language))
    if (!voice) return
    offer('listen', () => {
      if (state === 'pause') return quiet('resume')
      say()
      quiet('pause')
      read()
    })
    each('stop', (button) => {
      button.addEventListener('click', stop)
    })
  }
  find()
  speech.onvoiceschanged = find
  addEventListener('pagehide', () => speech.cancel())
}

const notice = document.querySelector('[data-notice]')
if (notice) {
  const { notice: file, until: end } = notice.dataset
  if (Date.parse(end) < Date.now()) notice.hidden = true
  const [heading, line] = notice.firstElementChild.children
  fetch(file)
    .then((response) => response.json())
    .then(({ text, url, until, level }) => {
      const isOver = typeof text !== 'string' || Date.parse(until) < Date.now()
      if (isOver) notice.hidden = true
      if (isOver || line.textContent === text) return
      if (level === 'info') {
        heading.textContent = heading.dataset.info
        notice.classList.replace('banner-warn', 'banner-note')
      }
      const link = url && new URL(url, location.href)
      line.textContent = text
      if (link && /^(https?|mailto|tel):$/.test(link.protocol)) {
        const anchor = document.createElement('a')
        anchor.href = link.href
        anchor.textContent = text
        line.replaceChildren(anchor)
      }
      notice.hidden = false
    })
    .catch(() => {})
}

/* One submenu at a time; Escape, a press elsewhere and going on by keyboard close it. */
const menus = document.querySelectorAll('.menu details')
const closeMenus = (isOther) => {
  for (const menu of menus) if (menu.open && isOther(menu)) menu.open = false
}
for (const menu of menus) {
  menu.addEventListener('toggle', () => menu.open && closeMenus((other) => other !== menu))
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false
  })
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.firstElementChild.focus()
  })
}
addEventListener('click', ({ target }) => closeMenus((menu) => !menu.contains(target)))

/* Closed answers are printed, too. */
const closed = new Set()
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('.prose details:not([open])')) {
    closed.add(details)
    details.open = true
  }
})
addEventListener('afterprint', () => {
  for (const details of closed) details.open = false
  closed.clear()
})
