namespace Trireme.Node.Cri.Images;

/// <summary>One content-addressed part of an image.</summary>
/// <param name="MediaType">What it is.</param>
/// <param name="Digest">Its SHA-256 in lower-case hexadecimal, without prefix.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Open">Opens it for reading; the reader disposes of the stream.</param>
internal sealed record OciBlob(string MediaType, string Digest, long Size, Func<Stream> Open);
