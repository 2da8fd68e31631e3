'use client'

import { createContext, useContext, type ReactNode } from 'react'

/** What a team has made its own, as far as pages show it. */
export type Brand = {
  name: string
  /** On our own origin; null if the site uses our mark. */
  logoUrl: string | null
}

const BrandContext = createContext<Brand>({ name: 'Vestibule', logoUrl: null })

export function BrandProvider({ brand, children }: { brand: Brand; children: ReactNode }) {
  return <BrandContext value={brand}>{children}</BrandContext>
}

/** The brand, on error pages too, which the browser renders by itself. */
export function useBrand(): Brand {
  return useContext(BrandContext)
}
