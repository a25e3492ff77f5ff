namespace Trireme.Api.Schema;

/// <summary>
/// The number of the field in Kubernetes' protobuf form of the type. A field without it is not part of that form.
/// Source: the <c>generated.proto</c> files that Kubernetes publishes with its API.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProtoFieldAttribute(int number) : Attribute
{
    /// <summary>The number, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>
    /// The number of the message inside of the type's own that holds the field: JSON has the fields of an embedded structure beside the
    /// others, protobuf has them one level down. 0 where the field stands in the type's own message.
    /// </summary>
    public int Inline { get; init; }

    /// <summary>Whether clients send the field even where it is not set, so that nought, <c>false</c> and the empty string mean that it is absent.</summary>
    public bool Plain { get; init; }
}
