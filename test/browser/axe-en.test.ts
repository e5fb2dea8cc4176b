/** The English site before axe: one page of each kind. */
import { axeTests } from './axe.ts'
import { onePerKind } from './specimens.ts'

axeTests('en', onePerKind)
