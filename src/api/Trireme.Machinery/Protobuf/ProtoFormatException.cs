namespace Trireme.Machinery.Protobuf;

/// <summary>The bytes are not the message that they should be. The message is fit for the client.</summary>
internal sealed class ProtoFormatException(string message) : FormatException(message);
