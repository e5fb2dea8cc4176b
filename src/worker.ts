/** A thread of the crew: does the jobs that it is handed. */
import { parentPort } from 'node:worker_threads'
import type { Answer, Order } from './pipeline/crew.ts'
import { type ReadingContext, readingOf } from './pipeline/reading.ts'
import { type RenderingContext, renderingOf } from './pipeline/rendering.ts'

const port = parentPort
if (!port) throw new Error('a thread of the crew is started by the crew')

/** The steps by their task; each is made of what the task needs to know. */
const steps = new Map<string, Promise<(job: never) => unknown>>()

port.on('message', async (order: Order) => {
  if ('knowing' in order) {
    const step =
      order.task === 'read'
        ? readingOf(order.knowing as ReadingContext)
        : Promise.resolve(renderingOf(order.knowing as RenderingContext))
    steps.set(order.task, step)
    return
  }
  const step = await steps.get(order.task)
  if (!step) throw new Error(`the thread was not told what ${order.task} needs`)
  const results: unknown[] = []
  for (const job of order.jobs) results.push(await step(job as never))
  const answer: Answer = { id: order.id, results }
  port.postMessage(answer)
})
