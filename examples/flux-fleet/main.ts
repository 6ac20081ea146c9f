import { fluxFleet } from './app';

fluxFleet().synth();
