/** The parts of Decap CMS that the editor speaks to: what its script puts into the window (decapcms.org/docs/custom-previews). */

/** A value of Decap's own kind (Immutable). */
export interface Kept {
  get(key: string): unknown
  getIn(path: readonly string[]): unknown
  toJS(): Record<string, unknown>
}

/** What a preview is given; `document` is that of the pane's frame. */
export interface PreviewProps {
  entry: Kept
  document: Document
  getAsset(path: string): { toString(): string } | undefined
}

/** A part of the page as React has it; only what the preview needs. */
export interface Part {
  props: PreviewProps
  node: HTMLElement | null
}

/** Words by key. */
export interface Phrases {
  [key: string]: string | Phrases
}

export interface Decap {
  getLocale(name: string): Phrases
  registerLocale(name: string, phrases: Phrases): void
  init(start: { config: unknown }): void
  registerCustomFormat(
    name: string,
    extension: string,
    format: { fromFile(text: string): object; toFile(data: Record<string, unknown>): string },
  ): void
  registerPreviewTemplate(collection: string, component: unknown): void
  registerPreviewStyle(style: string, options?: { raw: boolean }): void
  registerEventListener(listener: { name: string; handler(event: { entry: Kept }): unknown }): void
}

declare global {
  interface Window {
    CMS: Decap
    CMS_MANUAL_INIT: boolean
    createClass(component: object): unknown
    h(tag: string, properties: object, ...children: unknown[]): unknown
  }
}
