"use client";

import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect } from "react";
import { receiveToasts, type ToastMessage } from "./toast";

const manager = Toast.createToastManager();

function add({ title, detail, tone = "done", action }: ToastMessage): void {
  manager.add({
    title,
    ...(detail === undefined ? {} : { description: detail }),
    type: tone,
    priority: tone === "problem" ? "high" : "low",
    timeout: tone === "problem" ? 9000 : 5000,
    ...(action ? { actionProps: { children: action.label, onClick: action.onPress } } : {}),
  });
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  useEffect(() => receiveToasts(add), []);
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="pop absolute right-0 bottom-0 w-full [transform:translateY(calc(var(--toast-swipe-movement-y)-var(--toast-index)*(100%+0.5rem)))] p-3 transition-[transform,opacity] duration-200 data-limited:opacity-0"
    >
      <Toast.Content className="flex items-start gap-2.5">
        <span className={toast.type === "problem" ? "text-danger" : "text-resilient"}>
          {toast.type === "problem" ? <CircleAlert size={16} aria-hidden /> : <CircleCheck size={16} aria-hidden />}
        </span>
        <div className="-mt-0.5 min-w-0 flex-1">
          <Toast.Title className="text-sm font-medium" />
          <Toast.Description className="text-xs text-ink-muted" />
        </div>
        <Toast.Action className="link text-sm font-medium" />
        <Toast.Close
          aria-label="Close"
          className="-mt-1 -mr-1 grid size-6 place-items-center rounded-ui text-ink-faint hover:bg-hover hover:text-ink"
        >
          <X size={14} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Where messages appear. */
export function ToastRegion() {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-60 w-88 max-w-[calc(100vw-2rem)]">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
