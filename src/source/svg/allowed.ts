/** What a drawing may hold: the elements, attributes and properties of SVG 2 that draw, and none that run, load or embed. */

const words = (text: string) => new Set(text.trim().split(/\s+/))

/** Elements of the SVG namespace (SVG 2, Filter Effects 1, CSS Masking 1, SVG Animations 2). */
export const drawingElements: ReadonlySet<string> = words(`
  a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite
  feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
  feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
  filter g image line linearGradient marker mask mpath path pattern polygon polyline radialGradient rect set stop style svg switch
  symbol text textPath title tspan use view`)

/** Elements of any namespace that run code or show another document: a drawing with one is refused, since something would be missing without it. */
export const activeElements: ReadonlySet<string> = words(`
  script handler listener foreignObject iframe object embed applet audio video canvas base link meta`)

/** Presentation attributes (SVG 2, 6.6): each is a property of CSS as well. */
const presentation = `
  alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters color-rendering
  cx cy d direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font font-family
  font-size font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-horizontal
  glyph-orientation-vertical height image-rendering kerning letter-spacing lighting-color marker marker-end marker-mid
  marker-start mask mask-type opacity overflow paint-order pointer-events r rx ry shape-rendering stop-color stop-opacity stroke
  stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
  text-decoration text-overflow text-rendering transform transform-origin unicode-bidi vector-effect visibility white-space width
  word-spacing writing-mode x y`

/** Attributes without a namespace; those that hold addresses are judged apart. */
export const drawingAttributes: ReadonlySet<string> = words(`${presentation}
  accumulate additive amplitude attributeName attributeType azimuth baseFrequency begin bias by calcMode class clipPathUnits
  diffuseConstant divisor dur dx dy edgeMode elevation end exponent fill filterUnits from fr fx fy gradientTransform gradientUnits
  id in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lang lengthAdjust
  limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits max media method min mode numOctaves offset
  operator order orient origin path pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY
  pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits radius refX refY repeatCount repeatDur requiredExtensions requiredFeatures result restart role rotate
  scale seed side slope spacing specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale
  systemLanguage tableValues targetX targetY textLength to type values version viewBox x1 x2 xChannelSelector y1 y2
  yChannelSelector z zoomAndPan`)

/** What an animation may change: what is drawn, never an address or a handler. */
export const animatedAttributes: ReadonlySet<string> = words(`${presentation}
  amplitude azimuth baseFrequency dx dy elevation fx fy gradientTransform k1 k2 k3 k4 markerHeight markerWidth offset path
  patternTransform points preserveAspectRatio radius rotate scale startOffset stdDeviation surfaceScale tableValues textLength
  values viewBox x1 x2 y1 y2`)

/** Properties in `style` and `<style>`; custom ones (`--name`) are let through, for their values are judged like all others. */
export const drawingProperties: ReadonlySet<string> = words(`${presentation}
  animation animation-delay animation-direction animation-duration animation-fill-mode animation-iteration-count animation-name
  animation-play-state animation-timing-function background background-color color-scheme enable-background font-feature-settings
  font-kerning font-optical-sizing font-synthesis font-variant-caps font-variant-east-asian font-variant-ligatures
  font-variant-numeric font-variant-position font-variation-settings isolation line-height mix-blend-mode rotate scale solid-color
  solid-opacity text-align text-align-last text-decoration-color text-decoration-line text-decoration-style
  text-decoration-thickness text-indent text-orientation text-shadow text-transform text-underline-offset transform-box translate`)

/** Functions of values and selectors. `url()` is not among them: it is judged by what it names. */
export const drawingFunctions: ReadonlySet<string> = words(`
  blur brightness calc circle clamp color color-mix contrast cubic-bezier drop-shadow ellipse grayscale hsl hsla hue-rotate hwb inset
  invert is lab lch light-dark linear matrix matrix3d max min not nth-child nth-last-child nth-last-of-type nth-of-type oklab oklch
  opacity path polygon rgb rgba rotate rotatex rotatey rotatez saturate scale scale3d scalex scaley sepia skew skewx skewy steps
  translate translate3d translatex translatey translatez var where`)
