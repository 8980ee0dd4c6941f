"use client";

export interface ToastMessage {
  readonly title: string;
  readonly detail?: string;
  readonly tone?: "done" | "problem";
  readonly action?: { readonly label: string; readonly onPress: () => void };
}

type Receiver = (message: ToastMessage) => void;

let receiver: Receiver | null = null;
const waiting: ToastMessage[] = [];

/** Says in passing that something was done or was not. What must be acted on belongs in the page instead. */
export function showToast(message: ToastMessage): void {
  if (receiver === null) waiting.push(message);
  else receiver(message);
}

/** Hands all messages, those that came too early included, to whoever shows them. */
export function receiveToasts(receive: Receiver): () => void {
  receiver = receive;
  for (const message of waiting.splice(0)) receive(message);
  return () => {
    if (receiver === receive) receiver = null;
  };
}
