namespace Trireme.Machinery.Protobuf;

/// <summary>How a field's value is laid out. Source: Protocol Buffers, encoding.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    StartGroup = 3,
    EndGroup = 4,
    Fixed32 = 5,
}
