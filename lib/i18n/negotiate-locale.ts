/** In characters; beyond it nothing is read, whatever a client sends. */
const MAX_LENGTH = 500

/**
 * Of our languages the one that an Accept-Language header wants most; null when it wants none of them. Regions are
 * passed over: `es-MX` is Spanish. Source: RFC 9110, 12.5.4.
 */
export function negotiateLocale<L extends string>(
  acceptLanguage: string | null | undefined,
  locales: readonly L[],
): L | null {
  const wishes = (acceptLanguage ?? '')
    .slice(0, MAX_LENGTH)
    .split(',')
    .map((part) => wishOf(part, locales))
  const [best] = wishes
    .filter(({ locale, weight }) => locale && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  return best?.locale ?? null
}

function wishOf<L extends string>(part: string, locales: readonly L[]) {
  const [tag = '', ...parameters] = part
    .toLowerCase()
    .split(';')
    .map((text) => text.trim())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1'
  const locale = locales.find((ours) => ours === tag) ?? locales.find((ours) => languageOf(ours) === languageOf(tag))
  return { locale, weight: Number(weight) || 0 }
}

function languageOf(tag: string): string {
  return tag.split('-')[0] ?? ''
}
