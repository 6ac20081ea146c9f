export { WebService, type AutoscaleProps, type WebServiceProps } from './web-service';
