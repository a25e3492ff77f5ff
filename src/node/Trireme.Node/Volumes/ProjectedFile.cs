namespace Trireme.Node.Volumes;

/// <summary>A file that the agent writes into a volume.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Mode">Its permissions.</param>
/// <param name="User">Its owner; null for root.</param>
internal sealed record ProjectedFile(byte[] Content, int Mode, long? User = null);
