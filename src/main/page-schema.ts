import type { ResponseOf } from '../shared/ipc.ts';
import type { PastedPageView } from '../shared/page-view.ts';
import type { ServiceView } from '../shared/view.ts';
import { listOf, oneOf, optional, recordOf, text } from './plain-schema.ts';

type Services = Extract<ResponseOf<'services:list'>, { readonly ok: true }>;
type Page = Extract<ResponseOf<'page:read'>, { readonly ok: true }>;

const service = recordOf<ServiceView>({ id: text, name: text, aliases: listOf(text) });

export const servicesSchema = recordOf<Services>({
  ok: oneOf(true),
  services: listOf(service),
  absent: listOf(service),
  partition: text,
});

export const pageSchema = recordOf<Page>({
  ok: oneOf(true),
  page: recordOf<PastedPageView>({
    name: text,
    partition: text,
    region: optional(text),
    accountId: optional(text),
    roleIds: listOf(text),
  }),
});
