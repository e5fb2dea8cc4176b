/** Addresses: where they stand on a page, and where they lead. */
import { describe, expect, test } from 'vitest'
import { elementsOf } from '../../src/inspect/document.ts'
import { referencesOf, styleReferences } from '../../src/inspect/references.ts'
import { targets } from '../../src/inspect/targets.ts'

describe('the references of a page', () => {
  const found = (html: string) => referencesOf(elementsOf(html)).map(({ address, loads }) => [address, loads])

  test.each([
    ['<a href=" /a/ ">x</a>', [['/a/', null]]],
    ['<link rel="stylesheet" href="/a.css">', [['/a.css', 'style']]],
    [
      '<link rel="icon" href="/i.svg"><link rel="canonical" href="/c/">',
      [
        ['/i.svg', 'other'],
        ['/c/', null],
      ],
    ],
    [
      '<img src="a.jpg" srcset="b.jpg 1x, c,d.jpg 2x" alt="">',
      [
        ['a.jpg', 'image'],
        ['b.jpg', 'other'],
        ['c,d.jpg', 'other'],
      ],
    ],
    [
      '<picture><source srcset="a.avif 480w, b.avif 960w" type="image/avif"></picture>',
      [
        ['a.avif', 'other'],
        ['b.avif', 'other'],
      ],
    ],
    [
      '<script src="/a.js"></script><noscript><a href="/b/">x</a></noscript>',
      [
        ['/a.js', 'script'],
        ['/b/', null],
      ],
    ],
    ['<meta http-equiv="refresh" content="0; url=/moi/">', [['/moi/', null]]],
    ['<meta property="og:image" content="https://x/a.jpg">', [['https://x/a.jpg', null]]],
    ['<form action="/tim-kiem/"><input name="q"></form>', [['/tim-kiem/', null]]],
    ['<svg><use href="#i"></use><image xlink:href="a.png"></image></svg>', [['#i', 'other']]],
    ['<p style="background: url(a.png)">x</p>', [['a.png', 'other']]],
    ['<template><a href="/t/">x</a></template>', [['/t/', null]]],
    ['<a>x</a><a href="">x</a>', []],
  ])('%s', (html, expected) => {
    expect(found(html)).toEqual(expected)
  })

  test('stand at their line and column', () => {
    const [first] = referencesOf(elementsOf('<p>Đây\n  là <a class="x" href="/a/">x</a>'))
    expect(first).toMatchObject({ line: 2, column: 19 })
  })
})

test('the references of a stylesheet', () => {
  const css = `@import "a.css";\n@font-face { src: url("f.woff2") }\n.x { mask: url(#m); background: url( 'b.png' ) }`
  expect(styleReferences(css)).toEqual([
    { address: 'a.css', line: 1, column: 1 },
    { address: 'f.woff2', line: 2, column: 19 },
    { address: 'b.png', line: 3, column: 33 },
  ])
})

describe('where an address leads', () => {
  const files = new Set(['index.html', 'tin/index.html', 'tin/ảnh 1.jpg', '404.html', 'feed.xml'])
  const atRoot = targets(files, 'https://a.example/')
  const below = targets(files, 'https://a.example/portal/')

  test.each([
    ['/', 'index.html'],
    ['/tin/', 'tin/index.html'],
    ['/tin/?q=x', 'tin/index.html'],
    ['../feed.xml', 'feed.xml'],
    ['%E1%BA%A3nh%201.jpg', 'tin/ảnh 1.jpg'],
    ['ảnh 1.jpg', 'tin/ảnh 1.jpg'],
    ['#x', 'tin/index.html'],
    ['https://a.example/tin/#x', 'tin/index.html'],
    ['//a.example/404.html', '404.html'],
  ])('%s from a page in a folder', (address, file) => {
    expect(atRoot(address, 'tin/index.html')).toMatchObject({ kind: 'file', file })
  })

  test.each(['/tin', '/khac/', '/tin/khac.jpg', 'http://[', '/%ff/'])('%s leads nowhere', (address) => {
    expect(atRoot(address, 'tin/index.html')).toEqual({ kind: 'lost' })
  })

  test.each(['https://b.example/', 'mailto:a@b.example', 'tel:0212', 'data:,x'])('%s leads away', (address) => {
    expect(atRoot(address, 'tin/index.html')).toEqual({ kind: 'away' })
  })

  test('below the path of the site', () => {
    expect(below('/portal/tin/', 'index.html')).toMatchObject({ file: 'tin/index.html' })
    expect(below('tin/', 'index.html')).toMatchObject({ file: 'tin/index.html' })
    expect(below('/tin/', 'index.html')).toEqual({ kind: 'lost' })
  })
})
