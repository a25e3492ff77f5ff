using Trireme.Machinery.Schema;

namespace Trireme.Machinery.OpenApi;

/// <summary>The names under which schemas are published.</summary>
internal static class DefinitionNames
{
    public const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    public const string Quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    public const string IntOrString = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
    public const string Patch = Meta + "Patch";

    /// <summary>The definition of a kind; one that was defined at run time has its group backwards.</summary>
    public static string Of(KindInfo kind) =>
        kind.Schema.Definition ?? $"{string.Join('.', kind.Group.Split('.').Reverse())}.{kind.Version}.{kind.Kind}";

    /// <summary>The definition of a kind's list.</summary>
    public static string OfList(KindInfo kind) => Of(kind) + "List";
}
