"use client";

import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  placeholder,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { useEffect, useRef } from "react";
import { tokenize } from "#lib/expr/tokenize";
import { OwnEchoes } from "./own-echo";
import { type CompletionData, createCompletionSource } from "./query-completion";
import type { QueryFieldProps } from "./query-field";
import { queryTokenClass } from "./query-token-class";

export interface QueryEditorProps extends QueryFieldProps {
  readonly completion: CompletionData | null;
}

/** Marks a change that the page made: nobody typed it, so that it is not told back as a draft. */
const isFromPage = Annotation.define<boolean>();

const highlighter = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view.state);
    }

    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = decorate(update.state);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function decorate(state: EditorState): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const token of tokenize(state.doc.toString())) {
    builder.add(token.start, token.end, Decoration.mark({ class: queryTokenClass[token.kind] }));
  }
  return builder.finish();
}

function findNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}

/** The query as CodeMirror edits it. Loaded when the field is first used. */
export default function QueryEditor(props: QueryEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  latest.current = props;
  const completions = useRef(new Compartment());
  const validity = useRef(new Compartment());
  const echoes = useRef(new OwnEchoes());

  useEffect(() => {
    if (host.current === null) return;
    const { value, id, label, describedBy, placeholderText } = latest.current;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: value,
        selection: { anchor: value.length },
        extensions: [
          EditorView.cspNonce.of(findNonce()),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            id,
            "aria-label": label,
            "aria-describedby": describedBy,
            spellcheck: "false",
            autocapitalize: "off",
          }),
          placeholder(placeholderText),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          highlighter,
          completions.current.of([]),
          validity.current.of([]),
          keymap.of([
            { key: "Tab", run: acceptCompletion },
            ...closeBracketsKeymap,
            ...completionKeymap,
            {
              key: "Enter",
              run: () => {
                latest.current.onSubmit();
                return true;
              },
            },
            {
              key: "Escape",
              run: (target) => {
                target.contentDOM.blur();
                return true;
              },
            },
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(isFromPage))) return;
            const text = update.state.doc.toString();
            echoes.current.tell(text);
            latest.current.onValueChange(text);
          }),
          EditorView.domEventHandlers({ blur: () => latest.current.onBlur() }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  const { value, errors, completion } = props;

  useEffect(() => {
    const editor = view.current;
    if (editor === null || echoes.current.isEcho(value) || editor.state.doc.toString() === value) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      annotations: isFromPage.of(true),
    });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const length = editor.state.doc.length;
    const diagnostics = errors.map(
      ({ span, message, hint }): Diagnostic => ({
        from: Math.min(span.start, Math.max(0, length - 1)),
        to: Math.min(Math.max(span.end, span.start + 1), length),
        severity: "error",
        message: hint ? `${message} ${hint}` : message,
      }),
    );
    editor.dispatch(setDiagnostics(editor.state, length === 0 ? [] : diagnostics), {
      effects: validity.current.reconfigure(
        diagnostics.length === 0 ? [] : EditorView.contentAttributes.of({ "aria-invalid": "true" }),
      ),
    });
  }, [errors]);

  useEffect(() => {
    view.current?.dispatch({
      effects: completions.current.reconfigure(
        completion === null
          ? []
          : autocompletion({ override: [createCompletionSource(completion)], icons: false, maxRenderedOptions: 40 }),
      ),
    });
  }, [completion]);

  return <div ref={host} className="query-editor" />;
}
