namespace Trireme.Machinery.Tables;

/// <summary>What of each object a table's rows carry: the <c>includeObject</c> parameter.</summary>
public enum IncludeObject
{
    /// <summary>Only the metadata, as PartialObjectMetadata. The default.</summary>
    Metadata,

    /// <summary>Nothing.</summary>
    None,

    /// <summary>The whole object.</summary>
    Object,
}
