import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { ServicesView } from '../../shared/page-view.ts';
import type { RoleView, ServiceView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { type ServiceList, serviceLists } from '../services.ts';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { CloseIcon, SearchIcon } from './icons.tsx';
import { RegionChoice } from './region-choice.tsx';
import { RoleTitle } from './role-title.tsx';

interface ServiceDialogProps {
  readonly role: RoleView;
  /** Ids of services, those opened last first. */
  readonly recent: readonly string[];
  readonly ask: Ask;
  readonly intentions: Intentions;
  readonly onClose: () => void;
}

/** Which page of the console to open: found by typing, chosen by arrows. */
export function ServiceDialog({ role, recent, ask, intentions, onClose }: ServiceDialogProps) {
  const texts = useTexts();
  const words = texts.services;
  const [offered, setOffered] = useState<ServicesView>();
  const [region, setRegion] = useState(role.region);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const listId = useId();
  const optionId = (id: string): string => `${listId}-${encodeURIComponent(id)}`;

  useLayoutEffect(() => {
    const own = dialog.current;
    own?.showModal();
    // An open one that goes takes the focus with it; one that is closed first gives it back to where it was.
    return () => own?.close();
  }, []);
  useEffect(() => {
    let wanted = true;
    void ask('services:list', { roleId: role.id }).then((reply) => {
      if (wanted && reply.ok) setOffered(reply);
    });
    return () => void (wanted = false);
  }, [ask, role.id]);

  const { services = [], absent = [], partition = 'aws' } = offered ?? {};
  const lists = serviceLists(services, recent, query);
  const absentOne = serviceLists(absent, [], query)[0]?.services[0];
  const noneWords = (one: ServiceView | undefined): string =>
    one === undefined ? words.noMatch(query.trim()) : words.absent(one.name, partition);
  const all = lists.flatMap((list) => list.services);
  const active = all[chosen];
  const activeId = active && optionId(active.id);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const open = (service: ServiceView | undefined): void => {
    if (service === undefined) return;
    onClose();
    intentions.openConsole(role.id, {
      service: service.id,
      ...(region !== role.region && { region }),
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // The list below has keys of its own.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setChosen(Math.min(Math.max(chosen + step, 0), Math.max(all.length - 1, 0)));
    } else if (event.key === 'Enter' && !event.repeat) {
      event.preventDefault();
      open(active);
    }
  };
  return (
    <dialog ref={dialog} className="dialog services" aria-labelledby={titleId} onClose={onClose}>
      <h2 className="dialog-title" id={titleId}>
        {words.title}
      </h2>
      <RoleTitle name={role.name} role={role} />
      <div className="search">
        <SearchIcon />
        <input
          className="search-input"
          type="text"
          role="combobox"
          aria-label={words.search}
          aria-autocomplete="list"
          aria-expanded={all.length > 0}
          aria-controls={all.length > 0 ? listId : undefined}
          aria-activedescendant={activeId}
          placeholder={words.search}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="services-list" role="listbox" id={listId} aria-label={words.title} tabIndex={-1}>
        {lists
          .filter((list) => list.services.length > 0)
          .map((list) => (
            <ServiceGroup key={list.kind} list={list}>
              {list.services.map((service) => (
                <div
                  key={service.id}
                  role="option"
                  id={optionId(service.id)}
                  className="service"
                  aria-selected={service === active}
                  onClick={() => open(service)}
                >
                  {service.name}
                </div>
              ))}
            </ServiceGroup>
          ))}
      </div>
      {all.length === 0 && query.trim() !== '' && <p className="services-none">{noneWords(absentOne)}</p>}
      <RegionChoice partition={partition} own={role.region} value={region} onChange={setRegion} />
      <p className="visually-hidden" role="status">
        {query.trim() === '' ? '' : words.matches(all.length)}
      </p>
      <div className="dialog-close">
        <IconButton icon={<CloseIcon />} label={texts.cancel} onPress={onClose} />
      </div>
    </dialog>
  );
}

interface ServiceGroupProps {
  readonly list: ServiceList;
  readonly children: ReactNode;
}

/** What is found needs no heading. */
function ServiceGroup({ list: { kind }, children }: ServiceGroupProps) {
  const words = useTexts().services;
  if (kind === 'found') return children;
  return (
    <div role="group" aria-label={words[kind]}>
      <p className="services-heading" aria-hidden="true">
        {words[kind]}
      </p>
      {children}
    </div>
  );
}
