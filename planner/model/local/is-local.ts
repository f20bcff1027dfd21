/** Whether a model's name means a file to load here, and not a name that a server knows. */
export function isLocal(model: string): boolean {
  return model.startsWith("hf:") || model.endsWith(".gguf");
}
