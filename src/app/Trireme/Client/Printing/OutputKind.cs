namespace Trireme.Client.Printing;

/// <summary>The formats of results.</summary>
internal enum OutputKind
{
    /// <summary>Rows and columns as the server makes them.</summary>
    Table,

    /// <summary>The same with more columns.</summary>
    Wide,

    /// <summary>YAML with sorted keys.</summary>
    Yaml,

    /// <summary>JSON with sorted keys, four spaces a level.</summary>
    Json,

    /// <summary>Type and name, such as <c>pod/web</c>.</summary>
    Name,

    /// <summary>What a template picks.</summary>
    JsonPath,
}
