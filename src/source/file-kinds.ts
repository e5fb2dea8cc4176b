/** Which files a browser or a server would run if they were published under the site's address, judged as servers do: by their names. */

const words = (text: string) => new Set(text.trim().split(/\s+/))

/** What servers run wherever it is in a name: `a.php.pdf` is PHP to Apache's `AddHandler`. */
const programs = /^(?:php\d*|phtml|phar|pht|f?cgi)$/

/**
 * What a browser opens as a page with scripts or styles of its own, or loads as such; what servers obey or run; and what a
 * double click runs. XML is among them: an element of XHTML in it is enough. `svg` is here for names in which it is not the last ending.
 */
const active = words(`
  html htm xhtml xht shtml shtm stm mht mhtml eml hta htc htt xml xsl xslt xsd dtd rdf rss atom mml mathml xul xbl xspf xaml wsdl
  svg svgz js mjs cjs jse css wasm swf jar jnlp vbs vbe wsf url website webloc lnk scf
  asp aspx ashx asmx ascx asax jsp jspx jspf cfm cfc pl py rb lua var asis config htaccess htpasswd`)

/** What every server knows by name and every browser shows or saves without running anything of it. */
const passive = words(`
  pdf doc docx docm dot dotx xls xlsx xlsm xlsb xlt xltx ppt pptx pps ppsx odt ods odp odg ott ots otp rtf txt csv epub
  zip rar 7z tar tgz avif gif jpg jpeg jfif png webp tif tiff bmp heic heif mp3 m4a ogg oga wav flac mp4 m4v webm mov avi mkv
  json geojson kml kmz gpx dwg dxf ttf otf woff woff2`)

/**
 * Whether a file's name makes it a page or a program. Endings that no server knows, languages and compression do not hide what
 * comes before them: `a.html.vi` and `a.html.gz` are HTML.
 */
export function isActive(path: string): boolean {
  const [, ...endings] = endingsOf(path)
  if (endings.some((ending) => programs.test(ending))) return true
  const kind = endings.findLast((ending) => active.has(ending) || passive.has(ending))
  if (kind === 'svg' && endings.at(-1) === 'svg') return false
  return kind !== undefined && active.has(kind)
}

/** Whether servers know from a file's name what it is; where they do not, browsers look at how it begins. */
export function isKnownKind(path: string): boolean {
  return passive.has(endingsOf(path).slice(1).at(-1) ?? '')
}

/** Whether a file begins as a page or XML does, whose first sign after blanks is `<` (WHATWG, MIME Sniffing, 7.1). */
export function beginsAsPage(head: Uint8Array): boolean {
  return /^\s*</.test(
    new TextDecoder('latin1')
      .decode(head)
      .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
      .replaceAll('\0', ''),
  )
}

function endingsOf(path: string): string[] {
  const name = path
    .slice(path.lastIndexOf('/') + 1)
    .normalize('NFKC')
    .toLowerCase()
  return name
    .replace(/[\s.]+$/, '')
    .split('.')
    .map((ending) => ending.trim())
}
