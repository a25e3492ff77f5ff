using System.Text.Json.Nodes;
using Trireme.Client.Resources;
using Trireme.Machinery.Decoding;

namespace Trireme.Client.Printing;

/// <summary>Prints whole objects: as YAML, JSON, names, or what a template picks. For one thread.</summary>
internal sealed class ObjectPrinter(TextWriter output, OutputFormat format, bool managedFields = false)
{
    private bool _yamlBefore;

    /// <summary>Prints one object.</summary>
    /// <param name="item">The object; it is changed where fields are left out.</param>
    /// <param name="address">Its resource.</param>
    public void Print(JsonObject item, ResourceAddress address)
    {
        Complete(item, address);
        if (format.Kind == OutputKind.Name)
            output.Write($"{ObjectTarget.TypeName(address)}/{item.Text("metadata", "name")}\n");
        else
            PrintDocument(item);
    }

    /// <summary>Prints several objects as one list, or as a line each where only names are wanted.</summary>
    public void PrintList(IReadOnlyList<(JsonObject Item, ResourceAddress Address)> items)
    {
        if (format.Kind == OutputKind.Name)
        {
            foreach (var (item, address) in items)
                Print(item, address);
            return;
        }
        var list = new JsonArray();
        foreach (var (item, address) in items)
        {
            Complete(item, address);
            list.Add((JsonNode)item.DeepClone());
        }
        PrintDocument(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["items"] = list,
            ["kind"] = "List",
            ["metadata"] = new JsonObject { ["resourceVersion"] = "" },
        });
    }

    private void PrintDocument(JsonObject document)
    {
        switch (format.Kind)
        {
            case OutputKind.Yaml:
                if (_yamlBefore)
                    output.Write("---\n");
                output.Write(YamlWriter.Write(document));
                _yamlBefore = true;
                break;
            case OutputKind.JsonPath:
                format.Template!.Write(document, output);
                break;
            default:
                output.Write(JsonText.Write(document));
                output.Write('\n');
                break;
        }
    }

    // Objects inside a list may come without their kind, as it stands in the list already.
    private void Complete(JsonObject item, ResourceAddress address)
    {
        item["kind"] ??= address.Kind;
        item["apiVersion"] ??= address.ApiVersion;
        if (!managedFields)
            (item["metadata"] as JsonObject)?.Remove("managedFields");
    }
}
