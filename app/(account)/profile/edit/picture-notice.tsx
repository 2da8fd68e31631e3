import { Notice } from '@/components/ui/notice'
import { PageNotice } from '@/components/ui/page-notice'
import { ERROR_CATALOGUE } from '@/lib/errors/catalogue'
import { pictureProblem } from './picture-problem'
import { pictureWords } from './picture-words'

/** What became of a picture that came by the plain form, or was removed. */
export function PictureNotice({ notice, problem }: { notice: string | null; problem: string | null }) {
  if (notice === 'picture-saved') return <PageNotice>{pictureWords('saved')}</PageNotice>
  if (notice === 'picture-removed') return <PageNotice>{pictureWords('removed')}</PageNotice>
  // Only what the catalogue knows: a page shows no words out of its address.
  if (problem === null || !Object.hasOwn(ERROR_CATALOGUE, problem)) return null
  return (
    <Notice tone="danger" role="alert">
      {pictureProblem(problem)}
    </Notice>
  )
}
