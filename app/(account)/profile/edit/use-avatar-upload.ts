'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useShownFor } from '@/components/forms/shown-for'
import type { PictureArea } from './crop-avatar'

/** Loaded with the cropper, so that it is there once a picture is. */
const loadSending = () => import('./send-avatar')

/** The outcome for the person: done, or an error's code. */
type Outcome = { isDone: boolean; code: string; account?: string }

/**
 * The way of a picture from the person's device to the server: chosen, cropped, sent.
 *
 * @param types what the server takes; what else the browser can read is made into one of them
 * @param loadCropper brings what it is cropped by; a page without that would fail as a whole
 */
export function useAvatarUpload({
  types,
  loadCropper,
}: {
  types: readonly string[]
  loadCropper: () => Promise<unknown>
}) {
  const router = useRouter()
  const shownFor = useShownFor()
  /** Of the picture that is being cropped. */
  const [url, setUrl] = useState<string | null>(null)
  const [progress, setProgress] = useState<number | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const sending = useRef<AbortController | null>(null)
  /** Whether it can be read may be known after that of a later one. */
  const lastOffered = useRef<File>(null)

  // The browser holds a picture until its address is given back.
  useEffect(() => {
    if (url) return () => URL.revokeObjectURL(url)
  }, [url])

  function end(result: Outcome | null) {
    sending.current?.abort()
    sending.current = null
    lastOffered.current = null
    setProgress(null)
    setUrl(null)
    setOutcome(result)
  }

  async function choose(file: File | null | undefined) {
    if (!file || sending.current) return
    lastOffered.current = file
    // What an SVG or a text is, its type says; whether a picture can be read, the browser finds out. One that is being
    // cropped stays until there is another.
    const refuse = (code: string) => setOutcome({ isDone: false, code })
    if (!file.type.startsWith('image/') || file.type === 'image/svg+xml') return refuse('image_not_supported')
    setOutcome(null)
    const reading = createImageBitmap(file, { resizeWidth: 1, resizeHeight: 1 }).then((bitmap) => bitmap.close())
    const loading = Promise.all([loadCropper(), loadSending()])
    const [canBeRead, canBeCropped] = await Promise.all([succeeds(reading), succeeds(loading)])
    if (lastOffered.current !== file || sending.current) return
    if (!canBeRead) return refuse(types.includes(file.type) ? 'image_broken' : 'image_not_supported')
    if (!canBeCropped) return refuse('unreachable')
    setUrl(URL.createObjectURL(file))
  }

  async function use(area: PictureArea) {
    if (!url) return
    const controller = (sending.current = new AbortController())
    setOutcome(null)
    setProgress(0)
    const { cropAvatar, uploadAvatar } = await loadSending()
    const picture = await cropAvatar({ url, area }).catch(() => null)
    if (controller.signal.aborted) return
    if (!picture) return end({ isDone: false, code: 'image_broken' })
    const result = await uploadAvatar({ picture, shownFor, onProgress: setProgress, signal: controller.signal })
    if (controller.signal.aborted) return
    sending.current = null
    setProgress(null)
    // A failure leaves the picture where it is, to try again.
    if (!result.isDone) return setOutcome(result)
    end({ isDone: true, code: '' })
    // The page's URL may still describe an earlier image.
    if (location.search) router.replace(location.pathname, { scroll: false })
    router.refresh()
  }

  return {
    url,
    progress,
    outcome,
    choose: (file: File | null | undefined) => void choose(file),
    use,
    cancel: () => end(null),
  }
}

const succeeds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  )
