/** A thread of the preview: makes the indexes of the search, beside what is previewed. */
import { parentPort, workerData } from 'node:worker_threads'
import { build } from './build.ts'
import type { IndexAnswer, IndexOrder } from './serve/search.ts'

const { diagnostics } = await build({ ...(workerData as IndexOrder), threads: null, onProgress: () => {} })
const answer: IndexAnswer = { diagnostics }
parentPort?.postMessage(answer)
