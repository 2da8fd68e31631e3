import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

type Header = Record<string, unknown>
type Claims = Record<string, unknown>

/** A good token taken apart, and what a forger could know or have of it. */
export type TokenMaterial = {
  /** The good token itself. */
  token: string
  header: Header
  claims: Claims
  /** Our own key: for tokens that only we could sign, and whose claims are wrong all the same. */
  privateKey: KeyObject
  publicKey: KeyObject
  /** An address of the forger's, which must see no request. */
  elsewhere: string
}

const SECONDS_BEYOND_SKEW = 62

/** A JWT of any header and claims; `key` signs with ES256, or says how. */
export function signedToken(
  header: Header,
  claims: unknown,
  signature: KeyObject | ((input: Buffer) => Buffer),
): string {
  const input = `${part(header)}.${part(claims)}`
  const bytes = Buffer.from(input)
  const signed = typeof signature === 'function' ? signature(bytes) : ecdsa('sha256', signature)(bytes)
  return `${input}.${signed.toString('base64url')}`
}

/** A token's header and claims, unchecked. */
export function decodedToken(token: string): { header: Header; claims: Claims } {
  const [header = '', claims = ''] = token.split('.')
  return { header: json(header), claims: json(claims) }
}

/** Tokens that must be refused, each with its name: made without our key, or with it and wrong claims (S40, S41). */
export function forgedTokens(material: TokenMaterial): [name: string, token: string][] {
  return [...withoutOurKey(material), ...withOurKey(material), ...noTokens(material.token)]
}

/** Tokens that are ours, whatever stands in their header besides: taken, and nothing is fetched (S40, S41). */
export function curiousTokens({
  header,
  claims,
  privateKey,
  elsewhere,
}: TokenMaterial): [name: string, token: string][] {
  const now = Math.floor(Date.now() / 1000)
  const foreign = foreignKey()
  const mine = (changedHeader: Header, changedClaims: Claims = {}) =>
    signedToken({ ...header, ...changedHeader }, { ...claims, ...changedClaims }, privateKey)
  return [
    ['jku', mine({ jku: `${elsewhere}/jku` })],
    ['x5u', mine({ x5u: `${elsewhere}/x5u` })],
    ['x5c', mine({ x5c: [`${elsewhere}/x5c`] })],
    ['a foreign jwk', mine({ jwk: foreign.publicKey.export({ format: 'jwk' }) })],
    ['typ with its media type', mine({ typ: `application/${String(header.typ)}` })],
    ['nbf less than the skew ahead', mine({}, { nbf: now + 45 })],
    ['exp less than the skew ago', mine({}, { exp: now - 20 })],
    ['several audiences, ours among them', mine({}, { aud: ['https://another.example', claims.aud] })],
  ]
}

function withoutOurKey({ token, header, claims, publicKey, elsewhere }: TokenMaterial): [string, string][] {
  const [headerPart = '', claimsPart = '', signaturePart = ''] = token.split('.')
  const { privateKey: foreignPrivate, publicKey: foreignPublic } = foreignKey()
  const foreignJwk = foreignPublic.export({ format: 'jwk' })
  const unsigned = (alg: unknown, signature = '') => `${part({ ...header, alg })}.${claimsPart}.${signature}`
  const hmac = (alg: string, secret: Buffer | string) =>
    signedToken({ ...header, alg }, claims, (input) =>
      createHmac(`sha${alg.slice(2)}`, secret)
        .update(input)
        .digest(),
    )
  const foreign = (changed: Header) => signedToken({ ...header, ...changed }, claims, foreignPrivate)
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
  const ed25519 = generateKeyPairSync('ed25519').privateKey
  const strangers = [
    '../../../../../../dev/null',
    '/dev/null',
    "' OR '1'='1",
    "x' UNION SELECT 'AA==' -- ",
    '__proto__',
    'constructor',
    '\u0000',
    'k'.repeat(2000),
  ]

  return [
    ...['none', 'None', 'NONE', 'nOnE'].flatMap((alg): [string, string][] => [
      [`alg ${alg}, no signature`, unsigned(alg)],
      [`alg ${alg}, no dot`, unsigned(alg).slice(0, -1)],
      [`alg ${alg}, the old signature`, unsigned(alg, signaturePart)],
    ]),
    ...[undefined, null, '', 'ES384', ['ES256'], { $ne: '' }, 256].map((alg): [string, string] => [
      `alg ${JSON.stringify(alg)}`,
      unsigned(alg, signaturePart),
    ]),
    ...['HS256', 'HS384', 'HS512'].flatMap((alg): [string, string][] => [
      [`${alg} by the public key as PEM`, hmac(alg, pem)],
      [`${alg} by the public key as PEM, trimmed`, hmac(alg, pem.trim())],
      [`${alg} by the public key as DER`, hmac(alg, publicKey.export({ type: 'spki', format: 'der' }))],
      [`${alg} by the public key as JWK`, hmac(alg, JSON.stringify(publicKey.export({ format: 'jwk' })))],
      [`${alg} by an empty secret`, hmac(alg, '')],
    ]),
    ['signature stripped', `${headerPart}.${claimsPart}.`],
    ['signature and dot stripped', `${headerPart}.${claimsPart}`],
    ['signature cut short', token.slice(0, -8)],
    ['signature of zeros', `${headerPart}.${claimsPart}.${Buffer.alloc(64).toString('base64url')}`],
    [
      'claims changed: another user',
      `${headerPart}.${part({ ...claims, sub: 'another', user_id: 'another' })}.${signaturePart}`,
    ],
    [
      'claims changed: a longer life',
      `${headerPart}.${part({ ...claims, exp: Number(claims.exp) + 86_400 })}.${signaturePart}`,
    ],
    ['header changed', `${part({ ...header, cty: 'x' })}.${claimsPart}.${signaturePart}`],
    ['another key with our kid', foreign({})],
    ['another key, brought along as jwk', foreign({ jwk: foreignJwk })],
    ['another key, brought along as jwk, no kid', foreign({ jwk: foreignJwk, kid: undefined })],
    ['another key behind jku', foreign({ jku: `${elsewhere}/jku`, kid: 'elsewhere' })],
    ['another key behind x5u', foreign({ x5u: `${elsewhere}/x5u`, kid: 'elsewhere' })],
    ['another key behind jku, our kid', foreign({ jku: `${elsewhere}/jku` })],
    [
      'another key in x5c',
      foreign({ x5c: [foreignPublic.export({ type: 'spki', format: 'der' }).toString('base64')] }),
    ],
    ...[...strangers, `${elsewhere}/kid`, [header.kid], { $ne: '' }, 7, true, null].map((kid): [string, string] => [
      `another key, kid ${JSON.stringify(kid).slice(0, 30)}`,
      foreign({ kid }),
    ]),
    [
      'HS256 by an empty file',
      signedToken({ ...header, alg: 'HS256', kid: '/dev/null' }, claims, (input) =>
        createHmac('sha256', '').update(input).digest(),
      ),
    ],
    ['RS256', signedToken({ ...header, alg: 'RS256' }, claims, (input) => sign('sha256', input, rsa))],
    ['RS256 with our signature', unsigned('RS256', signaturePart)],
    ['ES384', signedToken({ ...header, alg: 'ES384' }, claims, ecdsa('sha384', p384))],
    ['EdDSA', signedToken({ ...header, alg: 'EdDSA' }, claims, (input) => sign(null, input, ed25519))],
  ]
}

/** Signed by our very key, as a mistake elsewhere might: the claims must hold all the same. */
function withOurKey({ header, claims, privateKey, elsewhere }: TokenMaterial): [string, string][] {
  const now = Math.floor(Date.now() / 1000)
  const ours = (changedClaims: Claims, changedHeader: Header = {}) =>
    signedToken({ ...header, ...changedHeader }, { ...claims, ...changedClaims }, privateKey)
  const needed = ['iss', 'aud', 'sub', 'iat', 'nbf', 'exp', 'jti', 'sid', 'token_type']
  const otherType = header.typ === 'at+jwt' ? 'rt+jwt' : 'at+jwt'

  return [
    ...needed.map((claim): [string, string] => [`without ${claim}`, ours({ [claim]: undefined })]),
    ...needed.map((claim): [string, string] => [`${claim} null`, ours({ [claim]: null })]),
    ...needed.map((claim): [string, string] => [`${claim} an operator object`, ours({ [claim]: { $ne: '' } })]),
    ...['exp', 'nbf', 'iat'].map((claim): [string, string] => [
      `${claim} as text`,
      ours({ [claim]: String(claims[claim]) }),
    ]),
    ['exp beyond the skew ago', ours({ exp: now - SECONDS_BEYOND_SKEW })],
    ['exp 0', ours({ exp: 0 })],
    ['exp negative', ours({ exp: -1 })],
    ['nbf beyond the skew ahead', ours({ nbf: now + 3600 })],
    ['iss another', ours({ iss: 'https://another.example' })],
    ['iss with a slash', ours({ iss: `${String(claims.iss)}/` })],
    ['iss in a list', ours({ iss: [claims.iss] })],
    ['aud another', ours({ aud: 'https://another.example' })],
    ['aud a list without ours', ours({ aud: ['https://another.example'] })],
    ['aud an empty list', ours({ aud: [] })],
    ['sub of nobody', ours({ sub: '01890000-0000-7000-8000-000000000000' })],
    ['sid of no session', ours({ sid: '01890000-0000-7000-8000-000000000000' })],
    ['token_type of the other kind', ours({ token_type: claims.token_type === 'access' ? 'refresh' : 'access' })],
    ['typ missing', ours({}, { typ: undefined })],
    ['typ JWT', ours({}, { typ: 'JWT' })],
    ['typ of the other kind', ours({}, { typ: otherType })],
    ['typ in a list', ours({}, { typ: [header.typ] })],
    ['kid missing', ours({}, { kid: undefined })],
    ['kid unknown', ours({}, { kid: 'unknown' })],
    ['kid as an address', ours({}, { kid: `${elsewhere}/kid` })],
    ['kid in a list', ours({}, { kid: [header.kid] })],
    ['alg none in a header that we signed', ours({}, { alg: 'none' })],
    ['crit that is not understood', ours({}, { crit: ['x'], x: true })],
    ['claims that are a list', signedToken(header, [claims], privateKey)],
    ['claims that are null', signedToken(header, null, privateKey)],
    ['claims that are a text', signedToken(header, 'claims', privateKey)],
    ['a signature in DER', signedToken(header, claims, (input) => sign('sha256', input, privateKey))],
  ]
}

function noTokens(token: string): [string, string][] {
  const [headerPart = '', claimsPart = '', signaturePart = ''] = token.split('.')
  const texts = [
    '.',
    '..',
    'a.b.c',
    'null',
    'undefined',
    '{}',
    token.split('').toReversed().join(''),
    `${token}.`,
    `${token}.${token}`,
    `${token},${token}`,
  ]
  return [
    ...texts.map((text): [string, string] => [`“${text.slice(0, 20)}”`, text]),
    ['a header that is no JSON', `${Buffer.from('{"alg":').toString('base64url')}.${claimsPart}.${signaturePart}`],
    ['a header that is a list', `${part([])}.${claimsPart}.${signaturePart}`],
    ['a header that is null', `${part(null)}.${claimsPart}.${signaturePart}`],
    ['claims that are no JSON', `${headerPart}.${Buffer.from('{').toString('base64url')}.${signaturePart}`],
    ['a header of 3 kB', `${part({ alg: 'ES256', pad: 'x'.repeat(2000) })}.${claimsPart}.${signaturePart}`],
  ]
}

function foreignKey() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

/** JWS wants the two numbers side by side, not in DER (RFC 7518, 3.4). */
function ecdsa(hash: string, key: KeyObject) {
  return (input: Buffer) => sign(hash, input, { key, dsaEncoding: 'ieee-p1363' })
}

function part(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url')
}

function json(content: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(content, 'base64url').toString()) as Record<string, unknown>
}
