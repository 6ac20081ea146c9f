import { fleetApp } from './app';

fleetApp().synth();
