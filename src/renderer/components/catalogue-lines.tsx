import type { CatalogueView } from '../../shared/view.ts';
import { changeWords } from '../catalogue-words.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';

interface ChangeLineProps {
  readonly catalogue: CatalogueView;
  /** The list shows what it is about, and nothing else. */
  readonly shown: boolean;
  readonly onShow: (shown: boolean) => void;
  readonly intentions: Intentions;
}

/** So many of those that lead to another role are told beside the count, and so many where their list is shown. */
const mostNoted = 3;
const mostShown = 20;

/** What a new version of a catalogue has brought, in a quiet line above the list. */
export function ChangeLine({ catalogue, shown, onShow, intentions }: ChangeLineProps) {
  const texts = useTexts();
  const { catalogues: words, actionFor } = texts;
  const { id, name, change, leftOut = 0 } = catalogue;
  const news = changeWords(catalogue, texts);
  if (change === undefined || news === undefined) return null;
  const { added, changed, removed, moved = [] } = change;
  return (
    <section className="list-note" aria-label={news}>
      <p className="list-note-text">
        <bdi className="list-note-news">{news}</bdi>
        {moved.slice(0, shown ? mostShown : mostNoted).map((one) => (
          <span className="list-note-more" key={one.id}>
            <bdi>{words.moved(one)}</bdi>
          </span>
        ))}
        {removed.length > 0 && (shown || added.length + changed.length === 0) && (
          <span className="list-note-more">
            <bdi>{(leftOut > 0 ? words.goneOrLeftOut : words.gone)(removed)}</bdi>
          </span>
        )}
        {removed.length > 0 && leftOut > 0 && (
          <span className="list-note-more">{words.leftOut(leftOut)}</span>
        )}
      </p>
      {added.length + changed.length > 0 && (
        <Button
          kind="quiet"
          onPress={() => onShow(!shown)}
          label={actionFor(shown ? words.showAll : words.show, name)}
        >
          {shown ? words.showAll : words.show}
        </Button>
      )}
      <Button kind="quiet" onPress={() => intentions.dismissChange(id)} label={actionFor(words.gotIt, name)}>
        {words.gotIt}
      </Button>
    </section>
  );
}

interface HiddenLineProps {
  readonly count: number;
  readonly onShow: () => void;
}

/** Below the list: what it leaves out, and how to have it in. */
export function HiddenLine({ count, onShow }: HiddenLineProps) {
  const { catalogues: words, settings } = useTexts();
  if (count === 0) return null;
  return (
    <div className="list-note list-note-below">
      <p className="list-note-text">{words.hidden(count)}</p>
      <Button kind="quiet" onPress={onShow} label={settings.name.showAllGroups}>
        {words.show}
      </Button>
    </div>
  );
}
