export { needsAcross, syncContentOf, type SyncContent } from './across';
export { arrivalsIn, type Brings } from './arrivals';
export { arrivalNeed, carriesOptions, forbids, sizeNeed, syncNeeds, type SyncNeed } from './needs';
export { OPTIONS_ANNOTATION, optionsOn, optionsWith } from './options';
