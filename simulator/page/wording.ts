import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Lang, type Words, words } from './text.ts';

type Worded = { readonly t: Words; readonly lang: Lang };

/** The page's sentences in its language of now. */
export const Wording = createContext<Worded>({ t: words.en, lang: 'en' });

export const useWords = (): Worded => useContext(Wording);
