'use client'

import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Takes a picture that is dropped or pasted anywhere on the page: a browser would open a dropped one instead of the
 * page. A text that is dragged or pasted is left to the field that it goes to.
 *
 * @returns whether one is being dragged over the page
 */
export function useOfferedImage(take: (file: File | undefined) => void): boolean {
  const [isOver, setIsOver] = useState(false)

  const drag = useEffectEvent((event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    setIsOver(event.type === 'dragover')
    if (event.type === 'drop') take(event.dataTransfer.files[0])
  })
  const paste = useEffectEvent(({ clipboardData, target }: ClipboardEvent) => {
    // Word processors and spreadsheets copy a picture of the text along with it.
    const isText =
      clipboardData?.types.includes('text/plain') && target instanceof Element && target.matches('input, textarea')
    if (isText) return
    const file = [...(clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'))
    if (file) take(file)
  })

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    for (const type of ['dragover', 'drop'] as const) window.addEventListener(type, (event) => drag(event), { signal })
    // Out of the window, not from one element of the page to the next.
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setIsOver(false), { signal })
    window.addEventListener('paste', (event) => paste(event), { signal })
    return () => controller.abort()
  }, [])

  return isOver
}
