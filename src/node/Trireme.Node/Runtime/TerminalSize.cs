namespace Trireme.Node.Runtime;

/// <summary>The size of a terminal in characters.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct TerminalSize(ushort Width, ushort Height);
