'use client'

import { useBrand } from './brand-context'
import { LogoMark } from './logo-mark'

/** The site's logo and, beside or under it, its name. */
export function BrandSign({ logoClass, nameClass }: { logoClass: string; nameClass: string }) {
  const { name, logoUrl } = useBrand()
  return (
    <>
      {logoUrl ? (
        // oxlint-disable-next-line nextjs/no-img-element -- a small file of our own, kept for good: nothing to optimise
        <img src={logoUrl} alt="" className={`shrink-0 object-contain ${logoClass}`} />
      ) : (
        <LogoMark className={logoClass} />
      )}
      <span className={nameClass}>{name}</span>
    </>
  )
}
