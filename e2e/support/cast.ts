import type { Locale } from '@/lib/i18n/locales'

type Role = { username: string; name: string; bio: string; location: string }
type Cast = [Role, ...Role[]]

/**
 * Who plays in the pictures of pages in a language, the first one with the most to say: the English where it has none.
 */
export function castOf(language: Locale): Cast {
  return CAST[language] ?? CAST.en
}

const CAST: Partial<Record<Locale, Cast>> & { en: Cast } = {
  en: [
    {
      username: 'ada',
      name: 'Ada Lovelace',
      bio: 'Mathematician and writer.\nI taught a loom for numbers to weave Bernoulli’s.',
      location: 'London',
    },
    { username: 'grace', name: 'Grace Hopper', bio: '', location: 'New York' },
  ],
  es: [
    {
      username: 'angela',
      name: 'Ángela Ruiz Robles',
      bio: 'Maestra e inventora.\nHice un libro mecánico para que pesaran menos las carteras.',
      location: 'Ferrol',
    },
    { username: 'ramon', name: 'Ramón Verea', bio: '', location: 'A Estrada' },
  ],
  ar: [
    {
      username: 'mariam',
      name: 'مريم الأسطرلابية',
      bio: 'صانعة أسطرلابات.\nأقيس بالنجوم ارتفاع الشمس ووقت الصلاة.\nI make astrolabes (and read them).',
      location: 'حلب',
    },
    { username: 'aljazari', name: 'بديع الزمان الجزري', bio: '', location: 'آمد' },
  ],
}
