import { useId, useRef } from 'react';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button, IconButton } from './button.tsx';
import { PlugIcon } from './icons.tsx';

interface EndpointButtonProps {
  readonly endpoint: 'on' | 'off';
  readonly intentions: Intentions;
}

/** Shows at a glance whether the local endpoint is on. What it does is said before it is turned on. */
export function EndpointButton({ endpoint, intentions }: EndpointButtonProps) {
  const texts = useTexts();
  const words = texts.endpoint;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const textId = useId();
  const other = endpoint === 'on' ? 'off' : 'on';
  const close = (): void => dialog.current?.close();
  return (
    <>
      <IconButton
        icon={<PlugIcon />}
        label={words.state[endpoint]}
        onPress={() => dialog.current?.showModal()}
        done={endpoint === 'on'}
      />
      <dialog ref={dialog} className="dialog" aria-labelledby={titleId} aria-describedby={textId}>
        <h2 className="dialog-title" id={titleId}>
          {words.state[endpoint]}
        </h2>
        <div id={textId}>
          <ul className="dialog-points">
            <li>{words.what}</li>
            <li>{words.how}</li>
            <li>{words.safety}</li>
          </ul>
        </div>
        <div className="dialog-actions">
          <Button onPress={close}>{words.close}</Button>
          <Button
            kind="primary"
            onPress={() => {
              close();
              intentions.turnEndpoint(other === 'on');
            }}
          >
            {words.turn[other]}
          </Button>
        </div>
      </dialog>
    </>
  );
}
