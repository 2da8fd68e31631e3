/**
 * Whether a multipart body has more than `maxParts` parts, by a search for its boundary: a decoder works on each part
 * for longer than its few bytes take to send (S77).
 *
 * A header that parsers may read in different ways counts as many: the parts of another boundary would not be counted.
 *
 * @param contentType the header as received, with its `boundary`
 */
export function hasManyParts(body: Uint8Array, contentType: string, maxParts: number): boolean {
  if (isAmbiguous(contentType)) return true
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;,\s]+))/i.exec(contentType) ?? []
  const boundary = `--${quoted ?? plain ?? ''}`
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  // The end of the body is marked by the boundary too.
  let marks = 0
  for (
    let at = bytes.indexOf(boundary);
    at >= 0 && marks <= maxParts + 1;
    at = bytes.indexOf(boundary, at + boundary.length)
  )
    marks++
  return marks > maxParts + 1
}

function isAmbiguous(contentType: string): boolean {
  const occurrences = (pattern: RegExp) => contentType.match(pattern)?.length ?? 0
  return occurrences(/boundary\s*=/gi) > 1 || occurrences(/"/g) % 2 === 1 || contentType.includes('\\')
}
