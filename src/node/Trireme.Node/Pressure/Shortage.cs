namespace Trireme.Node.Pressure;

/// <summary>Something that the node is short of.</summary>
/// <param name="Resource">memory, ephemeral-storage, inodes or pids.</param>
/// <param name="Threshold">What there should be at least.</param>
/// <param name="Available">What there is.</param>
internal readonly record struct Shortage(string Resource, long Threshold, long Available);
