// asl-validator 4.0.0 is published without its types.
declare module 'asl-validator' {
  export default function validate(definition: object): { isValid: boolean; errorsText: (separator?: string) => string };
}
