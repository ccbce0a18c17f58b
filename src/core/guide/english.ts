import { awsWords } from './english/aws.ts';
import { catalogueWords } from './english/catalogues.ts';
import { configurationWords } from './english/configuration.ts';
import { deliveryWords } from './english/delivery.ts';
import { issuerWords } from './english/issuer.ts';
import { jobWords } from './english/job.ts';
import { loginWords } from './english/login.ts';
import { machineWords } from './english/machine.ts';
import { networkWords } from './english/network.ts';
import { tobiraWords } from './english/tobira.ts';
import type { Vocabulary } from './guidance.ts';

/** A code without English words does not compile. */
export const english: Vocabulary = {
  ...tobiraWords,
  ...configurationWords,
  ...catalogueWords,
  ...loginWords,
  ...issuerWords,
  ...awsWords,
  ...networkWords,
  ...machineWords,
  ...deliveryWords,
  ...jobWords,
};
