import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False where the server draws and until the scripts have taken over what it drew, true from then on. */
export function useLive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
