import { chromium } from 'playwright-core'
import { createServer } from 'node:http'
import { readFileSync, existsSync, statSync } from 'node:fs'
const root=process.argv[2]; const pages=process.argv.slice(3)
const types={html:'text/html; charset=utf-8',css:'text/css',js:'text/javascript',svg:'image/svg+xml',woff2:'font/woff2',jpg:'image/jpeg',avif:'image/avif',webp:'image/webp'}
const s=createServer((q,r)=>{let p=root+decodeURIComponent(q.url.split('?')[0]); if(p.endsWith('/'))p+='index.html'; if(!existsSync(p)){r.writeHead(404);r.end();return} r.writeHead(200,{'content-type':types[p.split('.').pop()]||'text/plain; charset=utf-8'}); r.end(readFileSync(p))}).listen(0)
const port=s.address().port
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:'--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(' ')})
for(const [i,p] of pages.entries()) for(const w of [320,768,1280]){const c=await b.newPage({viewport:{width:w,height:900}}); await c.goto(`http://127.0.0.1:${port}${p}`); for (const d of await c.$$('.filter details')) await d.evaluate(e=>e.open=true); const over=await c.evaluate(()=>document.documentElement.scrollWidth-innerWidth); console.log(p,w,'overflow',over); await c.screenshot({path:`/tmp/shots/${i}-${w}.png`,fullPage:true}); await c.close()}
await b.close(); s.close()
